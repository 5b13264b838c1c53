/// Why no object could be made in the simulated copy of a forest.
struct OutwardFailure: Error {
    /// The product's word for it.
    let code: String
    /// The rule, where one is to blame.
    var rule: String?
    /// One sentence or two.
    let message: String
}
