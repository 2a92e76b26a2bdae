"""Forms of the desk: handing in, deciding on alerts and elements, answering matches, ending."""
