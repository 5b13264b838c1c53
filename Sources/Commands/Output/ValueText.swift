import Diagnostics

/// Values of one attribute on one line.
enum ValueText {
    /// How many characters of a value are shown at most: whoever wants all of it asks for JSON.
    private static let limit = 120
    /// How many of them are its beginning, where the beginning says too little.
    private static let beginning = 40

    /// A few values, and how many there are besides; long ones are told apart from the values that they stand beside.
    static func joined(_ values: [String], besides others: [String] = [], limit count: Int = 3) -> String {
        let shown = values.prefix(count).map { excerpt($0, besides: others.first ?? "") }
        return shown.joined(separator: ", ") + (values.count > count ? " and \(values.count - count) more" : "")
    }

    /// The beginning of a long value; and where another one begins alike, what stands where they differ.
    private static func excerpt(_ value: String, besides other: String) -> String {
        guard value.count > limit else { return value }
        let same = zip(value, other).prefix { $0 == $1 }.count
        guard same >= limit - beginning / 2 else { return String(value.prefix(limit)) + "…" }
        let rest = value.dropFirst(same - beginning / 2)
        let length = limit - beginning
        return "\(value.prefix(beginning))…\(rest.prefix(length))" + (rest.count > length ? "…" : "")
    }
}
