"""What is only said says what and by whom; what a unit brings in is only said (S86)."""

from __future__ import annotations

from luoshi.lib.errors import Refused
from luoshi.matters.state import State
from luoshi.matters.verbs.oral import was_spoken
from luoshi.matters.verbs.verb import Context, Said


def spoken_words(state: State, said: Said, context: Context) -> None:
    """Words and leader are there for an oral instruction; units record no written ones."""
    if not was_spoken(state):
        if state.opener_unit_id is not None:
            raise Refused(
                "书面批示由督查科登记；单位这里只记领导当面或电话里的口头交办。",
                code="written_by_office",
            )
        return
    if not str(state.extra.get("directive_words") or "").strip():
        raise Refused("口头交办请记下原话，一字不改，事后好确认。", code="words_missing")
    if state.leader_id is None:
        raise Refused("请选择是哪位领导交办的，事后请其确认。", code="leader_missing")
