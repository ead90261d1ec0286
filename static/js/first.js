// Each module improves HTML that already works, found by data-module; one that fails leaves it alone.
const modules = {};
