"""Keys act in the order in which they were typed, however fast they come: letters, what corrects them, what saves."""

from asyncio import Event, timeout
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakSet

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.message_pump import MessagePump
from textual.screen import Screen
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


class FirstKeys:
    """Keys that come before the screen they are meant for has its keyboard wait for it, and act in their order.

    Args:
        app: The app.
        act: What the app does with a key.
    """

    def __init__(self, app: App[None], act: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._act = act
        self._ready: WeakSet[Screen[Any]] = WeakSet()
        self._held: list[events.Key] = []

    def hold(self, event: events.Event) -> bool:
        """Keep a key back that comes too early; tell whether it was kept."""
        if not isinstance(event, events.Key) or event.is_forwarded or not self._app.screen_stack:
            return False
        if not self._held and self._app.screen in self._ready:
            return False
        self._held.append(event)
        if len(self._held) == 1:
            self._wait(self._app.screen)
        return True

    def _wait(self, screen: Screen[Any]) -> None:
        # What the screen does when it comes gives the keyboard to one of its fields by way of the app.
        screen.call_later(self._app.call_later, self._release, screen)
        # One that has closed meanwhile never tells.
        self._app.set_timer(_PATIENCE, lambda: self._release(screen))

    async def _release(self, screen: Screen[Any]) -> None:
        self._ready.add(screen)
        while self._held and self._app.screen_stack and self._app.screen in self._ready:
            await self._act(self._held.pop(0))
        if self._held and self._app.screen_stack:
            self._wait(self._app.screen)


async def in_turn(event: events.Event, focused: Widget | None, act: Callable[[events.Event], Awaitable[None]]) -> None:
    """Let the app act on an event, a key after all that came of those before it and before those after it.

    Args:
        event: The event.
        focused: Where the keyboard is, the screen itself where none of its widgets has it; None without a screen.
        act: What the app does with an event.
    """
    if not isinstance(event, events.Key) or event.is_forwarded or focused is None or _goes_straight(event, focused):
        await act(event)
        return
    await _told(focused)
    own = isinstance(focused, InTurn) and event.key in focused.own_keys
    found = None if own else focused.screen.active_bindings.get(event.key)
    # By way of the widget it would come back after the keys that follow it.
    here = found if found and not found.binding.priority else None
    if here is None or not await focused.app.run_action(here.binding.action, here.node):
        await act(event)
    await _told(focused)


def _goes_straight(event: events.Key, focused: Widget) -> bool:
    """Tell whether a key is for the widget alone: a letter in a field, also in one of the palette's, none of ours."""
    if isinstance(focused, InTurn):
        return event.is_printable or not focused.is_waited_for
    return event.is_printable and focused.check_consume_key(event.key, event.character)


async def _told(focused: Widget) -> None:
    """Wait until the screen knows all that was typed in a widget so far."""
    try:
        async with timeout(_PATIENCE):
            for way in (focused, *focused.ancestors):
                if isinstance(way, Widget):
                    # What it makes of a key it hands to the end of its own queue, and then on.
                    await _reached(way)
                    await _reached(way)
    except TimeoutError:
        focused.log.warning("a widget did not tell in time what was typed")


async def _reached(way: MessagePump) -> None:
    done = Event()
    if way.call_later(done.set):
        await done.wait()


def _bindings(base: type) -> list[Binding]:
    declared: list[BindingType] = vars(base).get("BINDINGS", [])
    return [one if isinstance(one, Binding) else Binding(*one) for one in declared]
