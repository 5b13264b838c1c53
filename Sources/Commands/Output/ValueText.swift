import Diagnostics

/// Values of one attribute on one line.
enum ValueText {
    /// How many characters of a value are shown at most: whoever wants all of it asks for JSON.
    private static let limit = 120

    /// A few values, and how many there are besides.
    static func joined(_ values: [String], limit count: Int = 3) -> String {
        let shown = values.prefix(count).map { value in
            value.count > limit ? String(value.prefix(limit)) + "…" : value
        }
        return shown.joined(separator: ", ") + (values.count > count ? " and \(values.count - count) more" : "")
    }
}
