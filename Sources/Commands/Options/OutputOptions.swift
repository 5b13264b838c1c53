import ArgumentParser

/// In which form a command answers.
struct OutputOptions: ParsableArguments {
    @Option(name: [.short, .long], help: "How to answer: text for people, json for programs.")
    var output = OutputFormat.text

    /// Prints a result the one way that results are printed.
    func show(_ report: some Report) throws { try Renderer(format: output).show(report) }
}
