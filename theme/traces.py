"""What the forms of a sensitive page carry so that the browser keeps nothing of what was written in them.

Chromium writes the body of every POST into its session files, to reopen a closed tab, and the state of every control; both
outlive the browser. It leaves the state out where a form says `autocomplete="off"`, and the body where a password was part of
it. So each form says so and carries a password that nobody sees and that is none; it has no name, so it is not sent.
"""

import re

_FORM = re.compile(r'(<form method="post"[^>]*)>')
UNKEPT = '<input type="password" value="1" autocomplete="one-time-code" hidden>'


def untraced(html: str) -> str:
    """Return `html` with every POST form made so that the browser does not keep it. What people wrote is escaped: it is no tag."""
    return _FORM.sub(rf'\1 autocomplete="off">{UNKEPT}', html)
