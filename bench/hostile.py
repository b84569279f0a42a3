"""How long the slowest answers to bad input take: page and interface, five languages, asked for the first time and again.

bench/hostile.py     (after `harbour build`; time of the processor; at most 200 ms are promised)
"""

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from api.services.published import Published  # noqa: E402
from api.web.config import Config, from_environment  # noqa: E402
from api.web.factory import create_app, open_resources, prepare  # noqa: E402
from i18n.languages import LANGUAGES  # noqa: E402
from tests.api.web.test_search import STRANGE  # noqa: E402

MORE = ("a" * 10_000, "ก" * 10_000, "勞" * 10_000, "thoi gian lam viec " * 50, "tang4 ca ptang " * 14)
PAGES = ("", "-1", "1000000000")


def main() -> int:
    """Print the five slowest of each round; return 1 if one was over 200 ms when asked again, or was no page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = Config(from_environment().output, folder / "service", folder / "desk")
        prepare(config)
        published = Published(config.output)
        published.current().warm()
        resources = open_resources(config, str(published.current().frame["timezone"]))
        client, wrong = create_app(published, resources).test_client(), 0
        for round_ in ("first", "again"):
            took = []
            for language in LANGUAGES:
                for text in (*STRANGE, *MORE):
                    for path in (f"/{language.slug}/search", "/api/v1/search"):
                        for page in PAGES:
                            began = time.process_time()
                            answer = client.get(path, query_string={"q": text, "lang": language.tag, "page": page})
                            spent = 1000 * (time.process_time() - began)
                            took.append((spent, language.tag, path, page, text[:20]))
                            wrong += answer.status_code >= 500 or (round_ == "again" and spent > 200)
            took.sort(reverse=True)
            print(f"{round_}: {len(took)} answers, usual {took[len(took) // 2][0]:.1f} ms; the slowest:")
            for spent, *asked in took[:5]:
                print(f"  {spent:7.1f} ms  {asked}")
    print(f"wrong or too late: {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
