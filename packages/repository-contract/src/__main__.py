"""Lets this folder, zipped, run as a file: `python3 repository-contract.zip check .`"""

import sys

from repository_contract.command import main

sys.exit(main())
