public import Directory

/// What entries of a structural class may and must hold besides (RFC 4512 section 4.1.6).
///
/// The auxiliary classes are those that an entry may take, not those that it has: what they require is required of
/// nobody who does not take them.
public struct ContentRule: Sendable, Hashable, Codable {
    /// Auxiliary classes that entries may take, sorted.
    public var auxiliaries: [AttributeName]
    /// Attributes that entries must hold, sorted.
    public var must: [AttributeName]
    /// Attributes that entries may hold, sorted.
    public var may: [AttributeName]
    /// Attributes that entries must not hold though a class allows them, sorted.
    public var not: [AttributeName]

    /// Makes a rule.
    public init(
        auxiliaries: [AttributeName] = [],
        must: [AttributeName] = [],
        may: [AttributeName] = [],
        not: [AttributeName] = []
    ) {
        self.auxiliaries = auxiliaries
        self.must = must
        self.may = may
        self.not = not
    }
}
