/// The result of a command: data for programs, and text for people made of the same data.
protocol Report {
    associatedtype Result: Encodable

    /// A stable word for the kind of result, such as `schema.refresh`.
    static var kind: String { get }
    /// What programs get.
    var result: Result { get }
    /// What people get: one sentence first, worst first after it, then the detail.
    func text(_ style: Style) -> String
    /// Whether programs get the result inside of an envelope with its kind; a result that carries its own version has none.
    static var isEnveloped: Bool { get }
}

extension Report {
    static var isEnveloped: Bool { true }
}
