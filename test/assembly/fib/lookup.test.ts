import { lpmContract } from "../../contract/lpm.ts";
import { LinearLpm } from "../../oracle/lpm.ts";
import { CoreLpm } from "./core.ts";

lpmContract("linear scan", (family) => new LinearLpm(family));
lpmContract("core", (family) => new CoreLpm(family));
