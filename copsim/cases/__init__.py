"""Company cases: what is compared, which patterns are looked for, and what is said of them."""
