/// What is known of a value before an expression runs.
struct StaticType {
    /// Whether a value is one of several.
    enum Multiplicity {
        case one
        case many
        case unknown

        /// Of what is computed value by value from both.
        func union(_ other: Multiplicity) -> Multiplicity {
            if self == .many || other == .many { return .many }
            return self == .unknown || other == .unknown ? .unknown : .one
        }
    }

    /// The kinds that it may have; none for a value that is always null.
    var types: ValueTypes
    var multiplicity = Multiplicity.one

    /// Nothing is known: an attribute, or a place where something was wrong.
    static let unknown = StaticType(types: .any, multiplicity: .unknown)
    static let null = StaticType(types: [])
    static let boolean = StaticType(types: .boolean)

    /// Whether it may be of one of the kinds; null always may.
    func mayBe(_ wanted: ValueTypes) -> Bool { types.isEmpty || !types.isDisjoint(with: wanted) }

    /// Either of two values.
    func or(_ other: StaticType) -> StaticType {
        let same = multiplicity == other.multiplicity || types.isEmpty || other.types.isEmpty
        return StaticType(
            types: types.union(other.types),
            multiplicity: same ? multiplicity.union(other.multiplicity) : .unknown
        )
    }
}
