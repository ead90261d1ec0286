import stat

import pytest

from voting import keys


def test_secrets_are_made_once_and_for_this_user_only(tmp_path):
    made = keys.create(tmp_path / "secrets", "a" * 32)

    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700
    modes = {stat.S_IMODE(path.stat().st_mode) for path in made.folder.iterdir()}
    assert modes == {0o600}
    assert len({made.pepper, made.ref_key, made.private_key}) == 3
    with pytest.raises(FileExistsError):
        keys.create(tmp_path / "secrets", "a" * 32)


def test_destroyed_secrets_are_gone_and_destroying_may_be_repeated(tmp_path):
    made = keys.create(tmp_path, "a" * 32)

    keys.destroy(made)
    keys.destroy(made)

    assert list(tmp_path.iterdir()) == []
    with pytest.raises(keys.KeysMissing):
        _ = made.pepper
