package dev.signalbox.evaluation.frontier;

/**
 * One setting on the plane of cost and quality.
 *
 * @param parameter the setting: lambda, a cost ceiling, tau; NaN for a reference
 * @param cost      mean US dollars a query; NaN when none is known
 * @param quality   share of judged queries that are right; NaN when none is judged
 */
public record OperatingPoint(double parameter, double cost, double quality) {}
