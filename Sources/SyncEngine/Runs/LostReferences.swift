/// References that lead to no object of their connector space: somebody has filtered it out, or it is not there.
///
/// They are no errors: the attribute keeps its other values, and gets this one as soon as the object comes.
public struct LostReferences: Sendable, Hashable, Codable {
    /// How many objects are named at most.
    static let mostNamed = 3

    /// How many references there are.
    public var count = 0
    /// How many objects have one.
    public var objects = 0
    /// The names of some of these objects, ascending.
    public var examples: [String] = []

    /// None.
    public init() {}
}
