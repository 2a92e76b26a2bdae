"""Reports of several cities that say nothing amiss give no alert, as text and as Word files."""

from __future__ import annotations

import pytest

from tests.publishing.intake.recognisers.conversions import read_as_docx
from tests.publishing.intake.recognisers.reading import document, facts, read

TRANSPORT = """\
INFORME DE CUMPLIMIENTO DEL II PLAN DE GOBIERNO ABIERTO
DE LA CIUDAD DE VALLE NUEVO

MUNICIPIO DE VALLE NUEVO
DIRECCIÓN DE TRANSPARENCIA

Valle Nuevo, 30 de junio de 2022

1. Introducción

El II Plan de Gobierno Abierto 2021-2022 de Valle Nuevo consta de 2 compromisos.

Primer compromiso: Datos abiertos del transporte
Institución responsable: Empresa Pública de Movilidad
Corresponsable: Asociación de Ciclistas de Valle Nuevo

Segundo compromiso: Presupuesto participativo en línea
Institución responsable: Dirección Financiera
Corresponsable: Colectivo Ciudad Abierta

2. Estado del compromiso 1

ACTIVIDAD/HITO	ESTADO ACTUAL	MEDIOS DE VERIFICACIÓN
H1. Definir el catálogo de datos	Completado	Anexo 1.1 Catálogo de datos
H2. Publicar rutas	En ejecución	Ver Anexo 1.2
H3. Evento	Completado	Anexo 1.3 Memoria del evento

3. Estado del compromiso 2

ACTIVIDAD/HITO	ESTADO ACTUAL	MEDIOS DE VERIFICACIÓN
H1. Acciones de difusión	Completado	Anexo 2.1 Piezas
H2. Votación en línea	Completado	Anexo 2.2 Acta

4. Lista de anexos

Anexo 1.1 Catálogo de datos
Anexo 1.2 Rutas
Anexo 1.3 Memoria del evento
Anexo 2.1 Piezas
Anexo 2.2 Acta
"""
WATER = """\
REPORTE DE CUMPLIMIENTO DEL PLAN DE GOBIERNO ABIERTO 2023-2025
GOBIERNO AUTÓNOMO DESCENTRALIZADO MUNICIPAL DE RÍO MANSO

Diciembre 2025

1. Antecedentes

El Plan de Gobierno Abierto 2023-2025 de Río Manso tiene 2 compromisos.

2. Compromisos

Compromiso 1: Agua segura con datos abiertos
Responsable: Empresa Pública de Agua Potable
Contraparte: Junta de Agua El Rosario

Estado de cumplimiento del compromiso 1

N°	HITO	FECHA DE INICIO	FECHA DE FIN	ESTADO	RESPONSABLE	VERIFICABLES	OBSERVACIONES
1	Instalar sensores	enero 2023	junio 2023	Finalizado	Dirección Técnica	Anexo I Informe técnico	Sin novedad
2	Publicar resultados	julio 2023	diciembre 2024	Finalizado	Unidad de Comunicación	Anexo II Publicación

Compromiso 2: Parques con la gente
Responsable: Dirección de Ambiente
Contraparte: Comité de Parques

Estado de cumplimiento del compromiso 2

N°	HITO	FECHA DE INICIO	FECHA DE FIN	ESTADO	RESPONSABLE	VERIFICABLES	OBSERVACIONES
1	Elegir parques	enero 2024	marzo 2024	Finalizado	Dirección de Ambiente	Anexo III Acta de elección
2	Sembrar	abril 2024	diciembre 2025	En marcha	Dirección de Ambiente		Falta la última siembra

Anexos

Anexo I Informe técnico
Anexo II Publicación
Anexo III Acta de elección
"""
SCHOOLS = """\
REPORTE DE AVANCE DE LOS COMPROMISOS DE GOBIERNO ABIERTO
MUNICIPIO DE LOMA ALTA
Fecha de corte: 30/06/2024

Compromiso 1 – Escuelas saludables
Entidad responsable: Dirección de Salud
Contraparte de sociedad civil: Fundación Niñez Feliz

Hito	Estado actual	Fecha de cumplimiento	Medios de verificación	Observaciones
H1. Línea base de desnutrición	Cumplido (100%)	30/03/2024	Anexo 1. Línea base
H2. Talleres con familias	En proceso (60%)	30/09/2024	Anexo 2. Registro de asistencia	Falta el barrio Norte
H3. Evaluación	Por iniciar	31/12/2024	—

Compromiso 2 – Cabildo digital
Entidad responsable: Secretaría del Concejo
Contraparte de sociedad civil: Colectivo Voz

Hito	Estado actual	Fecha de cumplimiento	Medios de verificación	Observaciones
H1. Transmitir sesiones	Cumplido	31/01/2024	https://lomaalta.ejemplo/sesiones
H2. Buzón	Cumplido*	28/02/2024	Anexo 3. Captura

* El plazo del hito 2 se amplió por resolución.

Anexos:
Anexo 1. Línea base
Anexo 2. Registro de asistencia
Anexo 3. Captura
"""
RISKS = """\
INFORME FINAL DEL COMPROMISO 3 DEL SEGUNDO PLAN DE GOBIERNO ABIERTO DE VALLE NUEVO

Octubre 2023

Compromiso: Mapa abierto de riesgos
Responsable: Dirección de Gestión de Riesgos
Contraparte de sociedad civil: Colectivo Mapas Libres

1. Antecedentes

El Segundo Plan de Gobierno Abierto 2022-2023 priorizó 4 compromisos.

2. Cuadro de actividades

HITO	ACTIVIDAD	RESPONSABLE	MEDIO DE VERIFICACIÓN	ARCHIVO
H1. Levantar datos	Recorridos	Dirección de Riesgos	Fotografías	Anexo 1 Fotografías
H1. Levantar datos	Digitalización	Dirección de Catastros	Base de datos	Anexo 2 Base de datos
H2. Publicar el mapa	Publicación	Dirección de Tecnologías	Captura	Anexo 3 Captura

3. Anexos

Anexo 1 Fotografías
Anexo 2 Base de datos
Anexo 3 Captura

Elaborado por: Analista de Riesgos
Revisado por: Directora de Riesgos
Aprobado por: Alcaldesa
"""
MINUTES = """\
INFORME FINAL DEL COMPROMISO N° 1 DEL PLAN DE GOBIERNO ABIERTO DE LOMA ALTA 2024

Municipio de Loma Alta

1. Descripción

Compromiso 1: Actas abiertas del concejo
Responsable: Secretaría del Concejo
Contraparte: Asociación de Vecinos

2. Hitos

HITO	ACTIVIDADES	RESPONSABLE	VERIFICABLES
1. Digitalizar actas	Escaneo	Secretaría del Concejo	Anexo 1 Actas escaneadas
1. Digitalizar actas	Publicación	Unidad de Sistemas	Anexo 2 Enlaces
2. Difundir	Campaña	Unidad de Comunicación	Anexo 3 Piezas

3. Lista de anexos

Anexo 1 Actas escaneadas
Anexo 2 Enlaces
Anexo 3 Piezas
"""
PARKS = """\
INFORME DE GESTIÓN 2022
GAD MUNICIPAL DE VALLE NUEVO
DIRECCIÓN DE OBRAS PÚBLICAS

Fecha: 31 de enero de 2023

1. PROGRAMA 2: BARRIOS VIVOS

1.1. Proyecto 1: Parques cercanos

Proyecto 1: Parques cercanos
Presupuesto codificado 2022:	USD 20,000.00
Presupuesto devengado 2022:	USD 15,000.00
% Ejecución presupuestaria 2022:	75%

Meta 1:	Construir 3 parques
Unidad de medida:	Parques
Indicador:	Número de parques construidos
Valor programado 2022:	3
Valor ejecutado 2022:	2
% de avance:	66,67%
Unidad responsable:	Dirección de Obras Públicas
Descripción de los resultados:	Se construyeron 2 parques.

Meta 2:	Rehabilitar 4 canchas
Unidad de medida:	Canchas
Indicador:	Número de canchas rehabilitadas
Valor programado 2022:	4
Valor ejecutado 2022:	4
% de avance:	100%
Unidad responsable:	Dirección de Obras Públicas
Descripción de los resultados:	Se rehabilitaron 4 canchas.

Elaborado por:
Nombre: Ana Fulana
Cargo: Analista
Firma:

Revisado por:
Nombre: Segunda Mengana
Cargo: Coordinador
Firma:

Aprobado por:
Nombre: Tercera Zutana
Cargo: Directora
Firma:
"""
SHADE = """\
INFORME DE PORTAFOLIO DE PROYECTOS DE LA UNIDAD DE COOPERACIÓN INTERNACIONAL
ALCALDÍA DE LOMA ALTA

Enero 2025

1. Presentación

Se definieron los ejes de la Estrategia de Adaptación Climática, que se detallan a continuación:

• Ciudad fresca
• Ciudad permeable
• Ciudad solidaria

De los 9 proyectos se presenta el siguiente estado:

Estado	Número
Suspendidos	2
En marcha	4
Finalizados	3

2. Proyectos

2.1 Corredor fresco

Socios: Agencia Alemana de Cooperación
Entidad ejecutora: Dirección de Ambiente
Beneficiarios: Habitantes del centro
Estado: En ejecución
Resultados esperados:
• 3 kilómetros arbolados

2.2 Patios permeables

Socios: Red de Ciudades Resilientes
Entidad ejecutora: Dirección de Obras
Beneficiarios: Escuelas
Estado: Suspendido
Resultados esperados:
• 6 patios
"""

CLEAN = [
    pytest.param("compliance-report", TRANSPORT, id="transport"),
    pytest.param("compliance-report", WATER, id="water"),
    pytest.param("compliance-report", SCHOOLS, id="schools"),
    pytest.param("commitment-report", RISKS, id="risks"),
    pytest.param("commitment-report", MINUTES, id="minutes"),
    pytest.param("management-report", PARKS, id="parks"),
    pytest.param("portfolio-report", SHADE, id="shade"),
]


@pytest.mark.parametrize(("kind", "text"), CLEAN)
def test_a_clean_report_gives_no_alert(kind: str, text: str) -> None:
    draft = read(text)
    assert draft.kind == kind
    assert [finding.message for finding in draft.findings] == []


@pytest.mark.parametrize(("kind", "text"), CLEAN)
def test_the_same_report_as_a_word_file_gives_the_same_facts(kind: str, text: str) -> None:
    assert facts(read_as_docx(document(text))) == facts(read(text))
