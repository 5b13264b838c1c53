public import Directory

/// What an expression is evaluated against: one object, the parameters, and everything that is not determined by them.
public protocol ExpressionContext {
    /// The value of an attribute, by its place in the program's `attributes`.
    func attribute(_ slot: Int) -> ExpressionValue
    /// The value that an import has confirmed, by its place in the program's `confirmedAttributes`.
    func confirmed(_ slot: Int) -> ExpressionValue
    /// The value of a parameter, by its place in the program's `parameters`.
    func parameter(_ slot: Int) -> ExpressionValue
    /// The moment that counts as now.
    var now: FileTime { get }
    /// A number for `RandomNum`.
    func random(_ range: ClosedRange<Int64>) -> Int64
    /// A GUID for `Guid`.
    func guid() -> String
}
