import pytest

from ml_pipelines.build import VARIABLES, require_variables


def test_every_missing_variable_is_named() -> None:
    environment = dict.fromkeys(VARIABLES, "x")
    del environment["BUILD_BUCKET"], environment["USE_CASE"]
    with pytest.raises(KeyError, match="USE_CASE, BUILD_BUCKET"):
        require_variables(environment)


def test_all_variables_are_enough() -> None:
    require_variables(dict.fromkeys(VARIABLES, "x"))
