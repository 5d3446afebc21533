import sys

from repository_contract.command import main

sys.exit(main())
