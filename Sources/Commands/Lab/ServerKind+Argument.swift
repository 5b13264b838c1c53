public import ArgumentParser
public import Lab

extension ServerKind: ExpressibleByArgument {}
