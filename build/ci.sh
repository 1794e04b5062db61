# Which engine continuous integration builds: the one that every feed can build. Sourced by .ci/run; ./test.sh by itself takes the
# genuine one where a feed carries it.
export OrleansEngine=${OrleansEngine:-standin}
