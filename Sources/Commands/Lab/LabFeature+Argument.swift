public import ArgumentParser
public import Lab

extension LabFeature: ExpressibleByArgument {}
