"""Finding or making the levels that a draft speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from minga.government.plans.fields import Subject
from minga.government.plans.models import Level, Plan
from minga.government.plans.queries.fixed import FixedBy, FixedFields
from minga.publishing.intake.actions.kept import Kept
from minga.publishing.intake.actions.settle import Recorder, Wanted, settle
from minga.publishing.intake.document import Place

LONGEST = 100
CARRIES = "carries_status"


def settle_levels(
    recorder: Recorder, plan: Plan, names: Iterable[str], with_status: set[str], place: Place | None
) -> dict[str, Level]:
    """The plan's levels by the names that the document prints; new ones go below those that stand.

    A level that an act gave another name is the same one.

    Args:
        recorder: of the load.
        plan: the plan.
        names: as printed, from the top down.
        with_status: those whose nodes carry a status.
        place: where the document begins to use them.
    """
    fixed = recorder.fixed_in(plan)
    standing = {level.name: level for level in plan.levels.all()}
    renamed = _renamed(standing, fixed)
    printed = list(dict.fromkeys(name[:LONGEST] for name in names))
    for name in printed:
        level = renamed.get(name)
        by = fixed.of(Subject.LEVEL, level.pk, "name") if level else None
        if level and by:
            key = f"{plan.slug}/{level.name}"
            recorder.keep(Kept(Subject.LEVEL, key, "name", level.name, name, by.by, place, level.pk))
    called = {name: renamed[name].name if name in renamed else name for name in printed}
    carrying = {called[name[:LONGEST]] for name in with_status}
    ordered = list(dict.fromkeys([*standing, *called.values()]))
    depths = _depths(standing, ordered)
    wanted = [_wanted(plan, name, depths[name], standing.get(name), name in carrying, fixed) for name in ordered]
    rows = dict(zip(ordered, settle(recorder, Level, wanted, standing.values(), lambda row: row.name), strict=True))
    return {name: rows[called[name[:LONGEST]]] for name in names}


def _renamed(standing: dict[str, Level], fixed: FixedFields) -> dict[str, Level]:
    """The levels that acts gave another name, by the names that they had and no other level has."""
    return {
        name: level
        for level in standing.values()
        for name in fixed.replaced(Subject.LEVEL, level.pk, "name")
        if name not in standing
    }


def _depths(standing: dict[str, Level], ordered: Iterable[str]) -> dict[str, int]:
    below = max((level.depth for level in standing.values()), default=-1) + 1
    new = [name for name in ordered if name not in standing]
    return {name: level.depth for name, level in standing.items()} | {
        name: depth for depth, name in enumerate(new, start=below)
    }


def _wanted(plan: Plan, name: str, depth: int, row: Level | None, carries: bool, fixed: FixedFields) -> Wanted:
    decided = fixed.of(Subject.LEVEL, row.pk, CARRIES) if row else None
    held: dict[str, FixedBy] = {}
    if row and decided and decided.value == row.carries_status:
        held[CARRIES] = decided.by
    values = {"plan": plan, "name": name, "depth": depth, CARRIES: carries or bool(row and row.carries_status)}
    return Wanted(name, values, key=f"{plan.slug}/{name}", compare=(CARRIES,), fixed=held)
