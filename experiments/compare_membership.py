"""Does it matter who belongs to a community, and by whose decision?

Each job compares one policy with ``none`` on the same luck:

    python experiments/compare_membership.py policy=self_selected
    python experiments/compare_membership.py --multirun policy=none,self_selected seeds=10

prints the paired effects and leaves them as effects.csv in the folder that Hydra makes for the job in results/hydra/.
For a comparison with figures use ``copsim compare policy=none,self_selected``.
"""

import sys
from pathlib import Path

import hydra
from hydra.core.hydra_config import HydraConfig
from omegaconf import DictConfig, OmegaConf

import copsim
from copsim.config.by_hydra import scenario_of
from copsim.config.policy import Policy
from copsim.config.seeds import seeds_of
from copsim.errors import InputError

METRICS = ("flow", "useful_flow", "flow_per_hour", "weeks_to_solve", "turnover", "net_result")


@hydra.main(config_path="../conf", config_name="config", version_base="1.3")
def main(config: DictConfig) -> None:
    """Compare the configured scenario with the same firm without communities."""
    try:
        scenario = scenario_of(config)
        seeds = seeds_of(OmegaConf.to_object(config)["seeds"])
    except InputError as error:
        sys.exit(f"compare_membership: {error}")
    policy = HydraConfig.get().runtime.choices.policy
    arms = {"none": scenario.model_copy(update={"policy": Policy(), "timeline": ()})}
    if policy != "none":
        arms[policy] = scenario
    if len(arms) == 1:
        table = (
            copsim.simulate(arms, seeds).summary[list(METRICS)].mean().rename("mean").rename_axis("metric").to_frame()
        )
    else:
        effects = copsim.compare(arms, seeds, baseline="none").effects
        table = effects.set_index("metric").loc[list(METRICS), ["effect", "low", "high"]]
    print(f"\n{policy}, {len(seeds)} seeds\n{table.to_string(float_format='%.4g')}")
    table.to_csv(Path(HydraConfig.get().runtime.output_dir) / "effects.csv")


if __name__ == "__main__":
    main()
