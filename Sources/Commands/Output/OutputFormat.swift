import ArgumentParser

/// The forms in which results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// For programs: versioned JSON.
    case json
}
