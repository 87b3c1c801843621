package dev.cram.internal.search;

/**
 * One attempt at one text.
 *
 * @param index the text's index in the call
 * @param text the text
 * @param attempt which attempt at it, from 1
 * @param steps largest number of rounds
 * @param budget evaluations after which it is given up; 0 for no such limit
 */
public record Task(int index, CheckedText text, int attempt, int steps, double budget) {}
