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

Source of the method: ruin and recreate (Schrimpf et al. 2000, doi:10.1006/jcph.1999.6413) with
record-to-record acceptance (Dueck 1993, doi:10.1006/jcph.1993.1010) for the orienteering problem
with
hotel selection and time windows (Divsalar et al. 2013, doi:10.1016/j.ijpe.2013.01.030).
"""
