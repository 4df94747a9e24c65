import importlib
import pkgutil

from interceptors import addons


def test_the_order_of_the_add_ons_is_what_recording_needs() -> None:
    found = {
        m.name: importlib.import_module(f"{addons.__name__}.{m.name}") for m in pkgutil.iter_modules(addons.__path__)
    }
    order = sorted(found, key=lambda name: int(found[name].ORDER))
    assert len({found[name].ORDER for name in order}) == len(order), "equal numbers would leave the order to chance"
    assert order.index("label") == 0, "the label is gone before anything else looks"
    assert order.index("browser_headers") < order.index("requests"), "recorded is what leaves"
    assert order.index("requests") < order.index("stub_backend"), "recorded is the address that was meant"
    assert order.index("stub_backend") < order.index("responses") < order.index("dump")
