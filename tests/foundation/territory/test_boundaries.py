"""Loading a file of boundaries: what is taken, what is refused and why."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minga.foundation.ledger.models import Event
from minga.foundation.territory.actions import load_boundaries, load_file
from minga.foundation.territory.boundaries import parse, read_boundaries
from minga.foundation.territory.models import Territory
from minga.foundation.territory.queries import known_parishes
from minga.kernel.errors import Refused
from tests.foundation.territory.squares import collection, encoded, feature, ring
from tests.shared import shared


def refusal(value):
    with pytest.raises(Refused) as refused:
        load_boundaries(value, role="system")
    assert not Territory.objects.filter(west__isnull=False).exists()
    return refused.value


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.fixture
def canton(make_canton):
    return make_canton(3)


def test_each_parish_gets_its_boundary_as_given(canton):
    loaded = load_boundaries(collection(feature(1), feature(2)), role="planner")
    assert (loaded.taken, loaded.parishes, loaded.names, loaded.warnings) == (2, 3, (), ())
    assert loaded.sentence == "Se cargaron los límites de 2 parroquias, de 3."
    parish = Territory.objects.get(code="990101")
    assert parish.boundary == polygon(ring(1))
    assert [parish.west, parish.south, parish.east, parish.north] == [-78.44, -0.54, -78.36, -0.46]


def test_loading_is_recorded(canton):
    load_boundaries(collection(feature(1)), role="planner")
    event = Event.objects.get(kind="territory.boundaries-loaded")
    assert (event.subject, event.actor_role, event.payload) == (
        "territory/canton-de-prueba", "planner", {"codes": ["990101"]},
    )  # fmt: skip


def test_loading_again_replaces(canton):
    load_boundaries(collection(feature(1)), role="system")
    moved = [[x + 0.01, y] for x, y in ring(1)]
    load_boundaries(collection(feature(1, geometry=polygon(moved))), role="system")
    assert Territory.objects.get(code="990101").west == pytest.approx(-78.43)


@pytest.mark.parametrize(
    "properties",
    [
        {"DPA": "990101"}, {"codigo": 990101}, {"Código": "990101"}, {"DPA_PARROQ": "990101"}, {"COD_PARROQ": 990101.0},
        {"dpa_parroquia": " 990101 "}, {"CODIGO_DPA": "990101", "id": 7},
    ],
)  # fmt: skip
def test_the_code_is_found_under_the_usual_names(canton, properties):
    assert load_boundaries(collection(feature(1, properties=properties)), role="system").taken == 1


def test_the_code_may_be_the_identifier_of_the_element(canton):
    assert load_boundaries(collection(feature(1, properties=None, id="990101")), role="system").taken == 1


def test_a_code_that_lost_its_first_zero_is_understood(make_canton):
    make_canton(1, code="0101")
    assert load_boundaries(collection(feature(1, properties={"dpa": 10101})), role="system").taken == 1


def test_a_multipolygon_is_taken(canton):
    geometry = {"type": "MultiPolygon", "coordinates": [[ring(1)]]}
    assert load_boundaries(collection(feature(1, geometry=geometry)), role="system").taken == 1


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"])
def test_wgs84_may_be_declared_in_the_old_way(canton, name):
    crs = {"type": "name", "properties": {"name": name}}
    assert load_boundaries(collection(feature(1), crs=crs), role="system").taken == 1


def test_another_coordinate_system_is_refused(canton):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32717"}}
    assert refusal(collection(feature(1), crs=crs)).reason == (
        "El archivo declara el sistema de coordenadas «urn:ogc:def:crs:EPSG::32717». Conviértelo a WGS 84 (EPSG:4326)."
    )


def test_a_name_that_differs_is_told_and_ours_is_kept(canton):
    named = feature(1, properties={"dpa": "990101", "nombre": "PARROQUIA UNO"})
    loaded = load_boundaries(collection(named, feature(2)), role="system")
    assert loaded.names == ("El archivo llama «PARROQUIA UNO» a Parroquia 1 (990101); aquí conserva su nombre.",)
    assert Territory.objects.get(code="990101").name == "Parroquia 1"


def test_a_known_further_name_is_not_told(canton):
    Territory.objects.filter(code="990101").update(other_names=["Parroquia Uno"])
    named = feature(1, properties={"dpa": "990101", "nombre": "PARROQUIA UNO"})
    assert load_boundaries(collection(named), role="system").names == ()


def test_parishes_that_overlap_much_are_told(canton):
    loaded = load_boundaries(collection(feature(1), feature(2, geometry=polygon(ring(1)))), role="system")
    assert loaded.warnings == (
        "Parroquia 1 y Parroquia 2 se superponen en el 100 % de la menor.",
        "El límite de Parroquia 2 (990102) deja fuera su punto: ¿está bien el código?",
    )


@pytest.mark.parametrize("value", [[], {}, {"type": "Feature"}, "texto", None, 7])
def test_what_is_no_collection_is_refused(canton, value):
    expected = "El archivo no es una colección GeoJSON: se espera «type»: «FeatureCollection»."
    assert refusal(value).reason == expected


def test_an_empty_collection_is_refused(canton):
    assert refusal(collection()).reason == "La colección está vacía: no trae ningún límite."


BOW_TIE = [[-78.44, -0.54], [-78.36, -0.46], [-78.36, -0.54], [-78.44, -0.46], [-78.44, -0.54]]
METRES = [[780000, 9975000], [781000, 9975000], [781000, 9976000], [780000, 9975000]]


@pytest.mark.parametrize(
    ("element", "problem"),
    [
        (7, "Elemento 1: no es un elemento GeoJSON («type»: «Feature»)."),
        (feature(1, properties={"zona": "Norte"}),
         "Elemento 1: no trae código de parroquia; sus propiedades son: zona."),
        (feature(1, properties={"dpa": "990177"}),
         "Elemento 1 (990177): el código 990177 no es de ninguna parroquia de Cantón de Prueba."),
        (feature(1, properties={"dpa": "170167"}), "Elemento 1 (170167): el código 170167 es hoy de otro cantón."),
        (feature(1, properties={"dpa": "010101"}),
         "Elemento 1 (010101): el código 010101 no es de ninguna parroquia de esta instancia."),
        (feature(1, geometry=None),
         "Elemento 1 (990101): su geometría es «ninguna»; se espera un polígono o multipolígono."),
        (feature(1, geometry={"type": "Point", "coordinates": [-78.4, -0.5]}),
         "Elemento 1 (990101): su geometría es «Point»; se espera un polígono o multipolígono."),
        (feature(1, geometry=polygon()), "Elemento 1 (990101): su polígono está vacío."),
        (feature(1, geometry=polygon(ring(1)[:3])),
         "Elemento 1 (990101): un anillo tiene menos de cuatro posiciones."),
        (feature(1, geometry=polygon(ring(1)[:4])),
         "Elemento 1 (990101): un anillo no se cierra: empieza en -78.44, -0.54 y termina en -78.44, -0.46."),
        (feature(1, geometry=polygon([*ring(1)[:2], [None, 1], *ring(1)[2:]])),
         "Elemento 1 (990101): una posición no es un par de números."),
        (feature(1, geometry=polygon(METRES)),
         ("Elemento 1 (990101): la posición 780000, 9975000 no está en grados: parecen metros. "
          "Conviértela a WGS 84 (EPSG:4326).")),
        (feature(1, geometry=polygon(BOW_TIE)),
         "Elemento 1 (990101): el polígono se cruza consigo mismo, cerca de -78.4, -0.5."),
        (feature(1, geometry=polygon([[x + 20, y] for x, y in ring(1)])),
         "Elemento 1 (990101): sus coordenadas caen fuera de Cantón de Prueba y sus alrededores."),
        (feature(1, geometry=polygon([[y, x] for x, y in ring(1)])),
         "Elemento 1 (990101): la longitud y la latitud están cambiadas de orden."),
    ],
)  # fmt: skip
def test_an_element_is_refused_with_its_reason(canton, element, problem):
    refused = refusal(collection(element, feature(2)))
    assert refused.reason == "No se cargó ningún límite: hay 1 elemento que corregir."
    assert refused.details == [problem]


def test_a_repeated_code_is_refused_and_every_problem_is_listed(canton):
    refused = refusal(collection(feature(1), feature(1), feature(2, geometry=None)))
    assert refused.details == [
        "Elemento 2 (990101): el código 990101 ya está en el elemento 1.",
        "Elemento 3 (990102): su geometría es «ninguna»; se espera un polígono o multipolígono.",
    ]


def test_a_huge_number_is_refused_and_not_a_crash(canton):
    huge = polygon([*ring(1)[:2], [10**400, 1], *ring(1)[2:]])
    assert len(refusal(collection(feature(1, geometry=huge))).details) == 1


def test_without_parishes_nothing_can_be_loaded(db):
    assert refusal(collection(feature(1))).reason == (
        "Todavía no hay parroquias a las que dar límites: ejecuta antes «minga migrate»."
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "El archivo no es JSON válido: falla en la línea 1, columna 1."),
        (b'{"type":\n nada}', "El archivo no es JSON válido: falla en la línea 2, columna 2."),
        (b"\xff\xfe\x00", "El archivo no es texto UTF-8: no puede ser GeoJSON."),
        (b"[NaN]", "El archivo no es JSON válido: contiene «NaN» como número."),
        (b"[" * 100_000, "El archivo tiene demasiados niveles para ser GeoJSON."),
        (b"9" * 5_000, "El archivo trae un número demasiado largo."),
        (b" " * (25 * 1024 * 1024 + 1), "El archivo pesa más de 25 MB. Simplifica los límites o divídelo."),
    ],
)
def test_a_file_that_is_not_json_is_refused(content, reason):
    with pytest.raises(Refused) as refused:
        parse(content)
    assert refused.value.reason == reason


def test_a_file_with_a_byte_order_mark_is_read(canton, tmp_path):
    path = tmp_path / "limites.geojson"
    path.write_bytes(b"\xef\xbb\xbf" + encoded(collection(feature(1))))
    assert load_file(path).taken == 1


def test_a_missing_file_is_refused(canton, tmp_path):
    with pytest.raises(Refused):
        load_file(tmp_path / "no-existe.geojson")


def test_the_real_boundaries_of_quito_load(quito):
    loaded = load_file(shared("data/geo/quito_parroquias_65.geojson"))
    assert (loaded.taken, loaded.parishes, loaded.names, loaded.warnings) == (65, 65, (), ())


def test_a_file_of_zones_is_refused_for_want_of_codes(quito):
    with pytest.raises(Refused) as refused:
        load_file(shared("data/geo/quito_zonas_10_disueltas.geojson"))
    assert len(refused.value.details) == 10


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
    max_leaves=20,
)
NUMBERS = st.floats(allow_nan=False) | st.integers() | st.floats(-79, -78)
RINGS = st.lists(st.lists(st.lists(NUMBERS, min_size=1, max_size=3), max_size=6), max_size=3)
COORDINATES = JSON | RINGS | st.lists(RINGS, max_size=2)
GEOMETRY = st.fixed_dictionaries({"type": st.sampled_from(["Polygon", "MultiPolygon"]), "coordinates": COORDINATES})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(geometry=JSON | GEOMETRY)
def test_any_geometry_of_a_known_parish_is_taken_or_refused(canton, geometry):
    element = {"type": "Feature", "id": "990101", "geometry": geometry}
    with pytest.raises(Refused):
        read_boundaries(collection(element), known_parishes())
