"""What each role is for, in a sentence; what it may do is read from the rules, so that both stay true together."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minga.foundation.organizations.models import Role
from minga.kernel.registry import Text
from minga.kernel.rules import RULES

SENTENCES: dict[Role, Text] = {
    Role.ADMINISTRATION: gettext_lazy("Da y termina los roles de otras personas. No aprueba ni publica nada."),
    Role.PLANNER: gettext_lazy(
        "Prepara y publica los planes con su acto, aplica los documentos leídos y lleva los consejos, mesas y comités."
    ),
    Role.EDITOR: gettext_lazy(
        "Entrega documentos y decide sus alertas, prepara cambios de los planes, y convoca sesiones y escribe sus actas."
        " No aprueba ni publica nada."
    ),
    Role.RESPONSIBLE: gettext_lazy("Cuenta qué hizo su unidad con los acuerdos que le encargaron."),
    Role.REVIEWER: gettext_lazy(
        "Entrega documentos, decide sus alertas y ve los cambios de los planes antes de que se publiquen."
    ),
    Role.APPROVER: gettext_lazy(
        "Aplica los documentos leídos, publica los planes con su acto y aprueba las actas. Cuando vale en toda la ciudad,"
        " también pone el modo electoral."
    ),
    Role.COUNTERPART: gettext_lazy("Responde por un compromiso desde fuera de la institución, junto con ella."),
    Role.EVALUATOR: gettext_lazy("Evalúa los resultados desde fuera de la institución y de su contraparte."),
    Role.MODERATOR: gettext_lazy("Revisa lo que escribe la ciudadanía antes de que sea público."),
    Role.OPERATOR: gettext_lazy("Anota lo que alguien pide en persona o por teléfono."),
    Role.VIEWER: gettext_lazy(
        "Lee el trabajo de los consejos, mesas y comités, con sus archivos reservados. No cambia nada."
    ),
}


def role_sentence(role: str) -> str:
    """What the role is for; one that no rule names yet says so."""
    sentence = str(SENTENCES[Role(role)])
    return sentence if acts_of(role) else " ".join((sentence, _("Por ahora este rol no abre ninguna página.")))


def role_in_full(role: str) -> str:
    """Its name and what it is for: what a choice among roles says."""
    return f"{capfirst(Role(role).label)}. {role_sentence(role)}"


def acts_of(role: str) -> list[str]:
    """The acts that the rules allow to the role, in words, as in «Puede … »."""
    return [str(rule.label) for rule in RULES if role in rule.roles]
