/// A rule of the result, with where it comes from.
struct MergedRule {
    var rule: PortableRule
    /// Its place in theirs; nothing where it is new.
    let place: Int?
    /// Its place in the order of what was generated anew; nothing where it was not.
    let rank: Int?

    /// By number, name and connector; what is equal in these is told apart by direction, GUID and place.
    static func precedes(_ left: MergedRule, _ right: MergedRule) -> Bool {
        let (one, other) = (left.rule, right.rule)
        if one.precedence != other.precedence { return one.precedence < other.precedence }
        if one.name != other.name { return one.name < other.name }
        if one.connector != other.connector { return one.connector < other.connector }
        if one.direction != other.direction { return one.direction.rawValue < other.direction.rawValue }
        let identifiers = (one.identifier ?? "", other.identifier ?? "")
        if identifiers.0 != identifiers.1 { return identifiers.0 < identifiers.1 }
        return left.place ?? .max < right.place ?? .max
    }
}
