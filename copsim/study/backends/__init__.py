"""Who computes chunks: threads, processes, Dask, Slurm."""
