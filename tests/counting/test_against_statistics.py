"""Random rankings and tables as scipy and statsmodels count them, which are slow to import and so are late."""

import math
import random
import warnings

import pytest

from facilitator.counting.homogeneity import marginal_homogeneity, mcnemar_exact
from facilitator.counting.rank_agreement import kendall_w, mean_tau_b, tau_b


def random_rankings(seed: int) -> list[list[int]]:
    """Return 3 to 8 rankings of 3 to 9 items; of small numbers, so that many are tied."""
    draw = random.Random(seed)
    items, most = draw.randint(3, 9), draw.choice([2, 4, 9, 100])
    return [[draw.randint(1, most) for _ in range(items)] for _ in range(draw.randint(3, 8))]


def random_table(seed: int) -> list[list[int]]:
    """Return a table in which somebody moved between every two choices, as statsmodels needs."""
    draw = random.Random(seed)
    size, most = draw.randint(2, 5), draw.choice([2, 10, 100])
    return [[draw.randint(1, most) for _ in range(size)] for _ in range(size)]


@pytest.mark.parametrize("first_seed", range(0, 300, 100))
def test_tau_and_its_mean_as_in_scipy(first_seed: int) -> None:
    from scipy.stats import kendalltau

    for seed in range(first_seed, first_seed + 100):
        rankings = random_rankings(seed)
        found = []
        for at, one in enumerate(rankings):
            for other in rankings[:at]:
                # scipy has no number where a ranking ties all items.
                expected = float(kendalltau(one, other, variant="b").statistic)
                tau = tau_b(one, other)
                assert (tau is None) == math.isnan(expected), seed
                if tau is not None:
                    assert tau == pytest.approx(expected, abs=1e-12), seed
                    found.append(expected)
        expected_mean = sum(found) / len(found) if found else None
        assert mean_tau_b(rankings) == pytest.approx(expected_mean, abs=1e-12), seed


@pytest.mark.parametrize("first_seed", range(0, 300, 100))
def test_concordance_as_in_scipy(first_seed: int) -> None:
    from scipy.stats import friedmanchisquare

    for seed in range(first_seed, first_seed + 100):
        rankings = random_rankings(seed)
        judges, items = len(rankings), len(rankings[0])
        with warnings.catch_warnings():
            # Where every ranking ties all items it divides by 0.
            warnings.simplefilter("ignore", RuntimeWarning)
            chi_square = float(friedmanchisquare(*zip(*rankings, strict=True)).statistic)
        w = kendall_w(rankings)
        assert (w is None) == math.isnan(chi_square), seed
        # Friedman's statistic is m(n − 1)W.
        assert w is None or w == pytest.approx(chi_square / (judges * (items - 1)), abs=1e-12), seed


@pytest.mark.parametrize("first_seed", range(0, 300, 100))
def test_marginal_homogeneity_as_in_statsmodels(first_seed: int) -> None:
    from numpy import array
    from statsmodels.stats.contingency_tables import SquareTable

    for seed in range(first_seed, first_seed + 100):
        table = random_table(seed)
        ours, theirs = marginal_homogeneity(table), SquareTable(array(table), shift_zeros=False)
        stuart_maxwell, bhapkar = theirs.homogeneity(method="stuart_maxwell"), theirs.homogeneity(method="bhapkar")
        assert ours.stuart_maxwell == pytest.approx(stuart_maxwell.statistic, rel=1e-8, abs=1e-9), seed
        assert ours.bhapkar == pytest.approx(bhapkar.statistic, rel=1e-8, abs=1e-9), seed
        assert ours.freedom == stuart_maxwell.df == len(table) - 1, seed


def test_mcnemar_as_in_statsmodels() -> None:
    from statsmodels.stats.contingency_tables import mcnemar

    for there in range(18):
        for back in range(18):
            expected = mcnemar([[4, there], [back, 7]], exact=True).pvalue
            assert mcnemar_exact(there, back) == pytest.approx(expected, rel=1e-12)
