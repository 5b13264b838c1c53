/// What there is to say of how one object came together with others, seen from it.
enum JoinOutlook {
    /// Two metaverse objects of which something is said, whichever of them it is seen from.
    struct Pair: Hashable {
        private let lower: MetaverseID
        private let upper: MetaverseID

        init(_ one: MetaverseID, _ other: MetaverseID) { (lower, upper) = one < other ? (one, other) : (other, one) }
    }

    /// Something that nearly fits.
    struct Near {
        let pair: Pair
        let finding: JoinFinding
    }

    /// There is nothing to say.
    case nothing
    /// It is joined with others.
    case joined(JoinFinding)
    /// A criterion finds several; these pairs are spoken of with it.
    case ambiguous(JoinFinding, [Pair])
    /// Of these the first is to be told that has not been told of the other object, the worst first; there is one at least.
    case near([Near])
}
