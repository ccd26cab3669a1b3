"""The templates of the HTML pages, strict about names and with the style that the pages share."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def render_template(name: str, filters: Mapping[str, Any], **parts: Any) -> str:
    """A page as HTML.

    Args:
        name: file of the template beside this one.
        filters: what its expressions may call.
        parts: what its expressions may name; the style comes from here.
    """
    environment = Environment(
        loader=PackageLoader("tasks.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(filters)
    style = Markup(environment.get_template("page.css").render())  # noqa: S704 - ours
    return environment.get_template(name).render(style=style, **parts)
