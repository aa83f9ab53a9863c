// What of D3 the reader draws with.
export { bisector, extent, group, max } from "d3-array";
export { axisBottom, axisTop } from "d3-axis";
export { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
export { sankey, sankeyJustify, sankeyLinkHorizontal } from "d3-sankey";
export { scaleBand, scaleLinear, scaleOrdinal, scaleSqrt, scaleUtc } from "d3-scale";
export { pointer, select, selectAll } from "d3-selection";
export { line } from "d3-shape";
export { zoom, zoomIdentity, zoomTransform } from "d3-zoom";
