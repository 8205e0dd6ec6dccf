"""Trip planning: whom to visit on which day, in which order, and where to sleep, chosen together.

`PlanProblem` in, `PlanResult` out, both frozen and with a versioned JSON form. No clock (a CPU
budget
brings its own), no I/O, no settings; the same problem, seed and iteration budget give the same
plan on
every machine: all decisions are made in integers.

    solve       choose and order visits and hotels           (`solving`)
    check       an independent verdict over any result       (`checking`)
    explain     reasons for what is in and what is left out  (`explaining`)
    price_of    what moving one visit by hand costs          (`editing`)
    insert      the cheapest way to force one visit in       (`editing`)
    shortlist   the candidates worth planning with           (`shortlisting`)

The search is one kernel in machine code (`kernel`, compiled by numba). A budget of iterations gives
the
same plan everywhere; a budget of seconds cuts the same sequence of iterations short, so that more
time
never gives less.

Source of the method: slack induction by string removals (Christiaens and Vanden Berghe 2020,
doi:10.1287/trsc.2019.0914) with simulated annealing, for the orienteering problem with hotel
selection
and time windows (Divsalar et al. 2013, doi:10.1016/j.ijpe.2013.01.030).
"""
