"""WordprocessingML elements, made shortly."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from facilitator.report.writers.legible import legible

Element = Any


def element(tag: str, *inner: Element, **attributes: str | int) -> Element:
    """Return an element of the main namespace.

    Args:
        tag: Its name, without the prefix.
        inner: What stands in it, in order.
        attributes: Its attributes, without the prefix.
    """
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    for part in inner:
        made.append(part)
    return made


def runs(text: str, style: str = "") -> list[Element]:
    """Return a text as a run, its line breaks kept; `style` is the id of a character style."""
    inner: list[Element] = [element("rPr", element("rStyle", val=style))] if style else []
    for index, line in enumerate(legible(text).replace("\t", " ").split("\n")):
        if index:
            inner.append(element("br"))
        said = element("t")
        said.text = line
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        inner.append(said)
    return [element("r", *inner)]


def paragraph(style: str, *inner: Element, keep: bool = False, whole: bool = False) -> Element:
    """Return a paragraph; `keep` holds it on the page of the next one, `whole` its lines on one page."""
    look = [element("pStyle", val=style), *([element("keepNext")] if keep else [])]
    look += [element("keepLines")] if whole else []
    return element("p", element("pPr", *look), *inner)


def field(code: str, shown: str) -> list[Element]:
    """Return a field with what it shows until it is worked out anew."""
    return [*field_begin(code), *runs(shown), field_mark("end")]


def field_begin(code: str) -> list[Element]:
    """Return the beginning of a field, up to what it shows."""
    told = element("instrText")
    told.text = f" {code} "
    told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [field_mark("begin"), element("r", told), field_mark("separate")]


def field_mark(kind: str) -> Element:
    """Return one of a field's three marks: `begin`, `separate`, `end`."""
    return element("r", element("fldChar", fldCharType=kind))
