"""Imported by each Python of an environment whose programs import much and end soon (https://docs.python.org/3/library/site.html).

What is imported stays: looking through it for garbage in cycles, again and again, is a sixth of the time that the SageMaker SDK takes to be
imported, and four looks at the very end take a second more. What ends without references back and forth is freed at once, as ever, at the
end too. What is in a cycle then is left to the operating system; Python promises no `__del__` to it
(https://docs.python.org/3/reference/datamodel.html#object.__del__), but whoever never closed a file finds in it what was written, and archives
and compressed files have their ends.

Where threads go on, one of them may hold a file that is never written: such a program ends as ever. A model server does not end soon, and is spared.
"""

import atexit
import gc
import io
import os
import sys


ANY_FILE = io.IOBase.__base__
"""What every file of `io` descends from. No abstract class: to ask one of those takes long, and asks the object, which may be a proxy that wakes."""


CLOSE = {"zipfile": "ZipFile", "gzip": "GzipFile", "bz2": "BZ2File", "lzma": "LZMAFile"}
"""What writes more when it is closed than when it is flushed, by module, outer ones first. Python closes them when it finds them to be garbage."""


def write_out() -> None:
    """Writes what files still hold back. Like Python when it closes them itself, silent about what cannot be written."""
    objects = gc.get_objects()
    files = [each for each in objects if issubclass(type(each), ANY_FILE)]
    quietly("flush", files)
    for kind in [getattr(sys.modules[module], name) for module, name in CLOSE.items() if module in sys.modules]:
        quietly("close", [each for each in objects if issubclass(type(each), kind)])
    quietly("flush", files)


def quietly(method: str, objects: list) -> None:
    for each in objects:
        try:
            getattr(each, method)()
        except Exception:
            continue


def end() -> None:
    if len(sys._current_frames()) > 1:
        return
    write_out()
    gc.freeze()


if "SAGEMAKER_BIND_TO_PORT" not in os.environ:
    gc.set_threshold(50_000, 20, 20)
    # the first that is registered is the last that is called
    atexit.register(end)
