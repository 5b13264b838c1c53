/// What a function is about; the reference page has a section for each.
public enum FunctionFamily: String, Sendable, Hashable, CaseIterable {
    /// What is evaluated and what comes of it.
    case flow = "Flow control"
    /// Questions about a value.
    case test = "Tests"
    /// Text.
    case text = "Text"
    /// Attributes with several values.
    case values = "Several values"
    /// From one kind of value to another.
    case conversion = "Conversion"
    /// Moments.
    case date = "Dates"
    /// Numbers and bits.
    case number = "Numbers"
    /// Distinguished names and attributes by name.
    case name = "Names"
    /// X.509 certificates.
    case certificate = "Certificates"
}
