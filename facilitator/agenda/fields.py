"""The names of the fields of answers that have a label in each language."""

from facilitator.languages import language as spoken

_LABELS = {
    "what": ("vad", "what"),
    "who": ("vem", "who"),
    "when": ("när", "when"),
    "name": ("namn", "name"),
    "situation": ("situation", "situation"),
    "word": ("ord", "word"),
    "example": ("exempel", "example"),
    "promise": ("löfte", "promise"),
    "values": ("kärnvärden", "core values"),
    "proof": ("bevis", "proof"),
    "target_group": ("målgrupp", "target group"),
    "consequence": ("följd", "consequence"),
    "heading": ("rubrik", "heading"),
    "resembles": ("liknar", "resembles"),
    "need": ("behövs", "needed"),
    "allies": ("medhjälpare", "allies"),
    "first_step": ("första steg", "first step"),
    "cause": ("orsak", "cause"),
    "event": ("händelse", "event"),
    "experiment": ("försök", "experiment"),
    "place": ("plats", "place"),
    "for_whom": ("för vem", "for whom"),
    "cost": ("kostnad", "cost"),
    "combine": ("kombination", "combination"),
    "move": ("drag", "move"),
    "wants": ("vill", "wants"),
    "hindered_by": ("hindras av", "hindered by"),
    "where_we_meet": ("var vi möts", "where we meet"),
    "known_or_guess": ("vet eller gissar", "known or guessed"),
    "weak_today": ("svag i dag", "weak today"),
    "strong_tomorrow": ("stark i morgon", "strong tomorrow"),
    "idea": ("idé", "idea"),
    "topic": ("ämne", "topic"),
    "host": ("värd", "host"),
    "people": ("deltagare", "people"),
    "points": ("huvudpunkter", "main points"),
    "proposal": ("förslag", "proposal"),
    "objection": ("invändning", "objection"),
    "amendment": ("ändring", "amendment"),
    "hindrance": ("hinder", "hindrance"),
    "help": ("hjälp", "help"),
    "text": ("texten säger", "the text says"),
    "experience": ("erfarenheten säger", "experience says"),
    "workplace": ("arbetsplats", "workplace"),
}


def field_label(name: str, language: str) -> str:
    """Return what a field is called where people see it.

    Args:
        name: The field's name in the agenda.
        language: `sv` for Swedish, another that has labels of its own, else English.

    Returns:
        The known field's label; of another field its name, underscores as spaces.
    """
    swedish, english = _LABELS.get(name) or (name.replace("_", " "),) * 2
    return swedish if language == "sv" else spoken(language).fields.get(name, english)


def known_fields(language: str) -> dict[str, str]:
    """Return the label of every known field by its name, as a language has it."""
    return {name: field_label(name, language) for name in _LABELS}
