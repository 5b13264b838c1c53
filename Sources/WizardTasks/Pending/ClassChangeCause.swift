/// Why an object is deleted that becomes one of another class, in the words in which it is told.
struct ClassChangeCause {
    private static let beginning = "its class changes, and the next run adds it as "

    /// The class that it gets.
    let objectClass: String

    init(to objectClass: String) { self.objectClass = objectClass }

    /// Reads a cause as it is told; nothing where it is another one.
    init?(_ text: String) {
        guard text.hasPrefix(Self.beginning) else { return nil }
        objectClass = String(text.dropFirst(Self.beginning.count))
    }

    var text: String { Self.beginning + objectClass }
}
