from pathlib import Path

from algorithms.shared_libraries.arguments import add_columns, step_parser


def test_columns_are_taken_one_by_one() -> None:
    parser = step_parser("A step.")
    add_columns(parser, "--scaled", "columns to scale")
    assert parser.parse_args(["--scaled", "age", "sex"]).scaled == ["age", "sex"]
    assert parser.parse_args([]).scaled == []


def test_every_step_can_say_where_a_failure_is_told() -> None:
    assert step_parser("A step.").parse_args(["--failure-file", "/tmp/failure"]).failure_file == Path("/tmp/failure")
