"""Keys act in the order in which they were typed, however fast they come: letters, what corrects them, what saves."""

from asyncio import Event, timeout
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeGuard

from textual import events
from textual.binding import Binding, BindingType
from textual.message_pump import MessagePump
from textual.widget import Widget

# Nobody waits that long for what was typed; a key that comes too early is better than a screen that stands still.
_PATIENCE = 2.0
if TYPE_CHECKING:
    _Base = Widget
else:
    # A widget of its own would take the place of the field's in the style sheets.
    _Base = object


class InTurn(_Base):
    """What a field is made with that is typed in, named before the widget itself, which hands on no bindings unnamed.

    A key that is bound reaches its action by way of the app, while letters go straight into the field: in one burst
    Backspace would delete the letter after it, and Ctrl+S would save without the last word. Here the field runs its own
    keys itself, each in its turn, and the app asks `in_turn` before it runs any other.
    """

    own_keys: ClassVar[dict[str, str]] = {}
    # Whether the app waits with other keys; not where the field runs its screen's keys too.
    is_waited_for: ClassVar[bool] = True

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.own_keys = {
            key: binding.action
            for base in reversed(cls.__mro__)
            if issubclass(base, InTurn)
            for binding in _bindings(base)
            for key in binding.key.split(",")
        }

    async def _on_key(self, event: events.Key) -> None:
        action = self.own_keys.get(event.key)
        if action is not None and await self.app.run_action(action, self):
            event.stop()
            event.prevent_default()


async def in_turn(event: events.Event, field: Widget | None, act: Callable[[events.Event], Awaitable[None]]) -> None:
    """Let the app act on an event, a key in a field after all that was typed before it and before all that comes after.

    Args:
        event: The event.
        field: Where the keyboard is.
        act: What the app does with an event.
    """
    if not isinstance(event, events.Key) or event.is_forwarded or event.is_printable or not _is_waited_for(field):
        await act(event)
        return
    await _told(field)
    own = isinstance(field, InTurn) and event.key in field.own_keys
    found = None if own else field.screen.active_bindings.get(event.key)
    # By way of the field it would come back after the letters that follow it.
    here = found if found and not found.binding.priority else None
    if here is None or not await field.app.run_action(here.binding.action, here.node):
        await act(event)
    await _told(field)


def _is_waited_for(field: Widget | None) -> TypeGuard[Widget]:
    """Tell whether a widget is typed in, also one of the palette's, which is none of ours."""
    if isinstance(field, InTurn):
        return field.is_waited_for
    return field is not None and field.check_consume_key("a", "a")


async def _told(field: Widget) -> None:
    """Wait until the screen knows all that was typed in a field so far."""
    try:
        async with timeout(_PATIENCE):
            for way in (field, *field.ancestors):
                if isinstance(way, Widget):
                    # What it makes of a key it hands to the end of its own queue, and then on.
                    await _reached(way)
                    await _reached(way)
    except TimeoutError:
        field.log.warning("a field did not tell in time what was typed")


async def _reached(way: MessagePump) -> None:
    done = Event()
    if way.call_later(done.set):
        await done.wait()


def _bindings(base: type) -> list[Binding]:
    declared: list[BindingType] = vars(base).get("BINDINGS", [])
    return [one if isinstance(one, Binding) else Binding(*one) for one in declared]
