/// The result of a command: data for programs, and text for people made of the same data.
protocol Report {
    associatedtype Result: Encodable

    /// A stable word for the kind of result, such as `schema.refresh`.
    static var kind: String { get }
    /// What programs get.
    var result: Result { get }
    /// What people get: one sentence first, worst first after it, then the detail.
    func text(_ style: Style) -> String
}
