"""The yardstick: the core week of copsim once more, as a Mesa model of ordinary agents.

Two variants of one model: :class:`benchmarks.yardstick.firm.MesaFirm` is written for its reader, and
:class:`benchmarks.yardstick.tuned_firm.TunedFirm` for speed. Both read copsim's declared parameters, share no compiled
law with its engine, and draw from a running generator; so they agree with the engine in distribution, not draw by draw.
"""
