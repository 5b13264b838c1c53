/// Expressions as programs over the attributes of packed entries: what runs for each object, with nothing looked up by
/// name and, for the common shapes, nothing allocated.
///
/// Programs give exactly what `ExpressionProgram.evaluate` gives, or say that they do not decide: texts in which case
/// cannot be told byte by byte, several values where one is wanted, conversions that may fail. Then the expression is
/// evaluated as values.
public struct PackedCode: Sendable {
    /// A program among those of a code.
    public struct Program: Sendable, Hashable {
        let root: Int32
    }

    var instructions: [PackedInstruction] = []
    var pool: [UInt8] = []

    /// Makes a code without programs.
    public init() {}

    /// Adds an expression whose attributes and parameters are known; nothing where no part of it can be run this way.
    public mutating func add(
        _ program: ExpressionProgram,
        attributes: [PackedAttribute],
        confirmed: [PackedAttribute],
        parameters: [ExpressionValue]
    ) -> Program? {
        var builder = PackedCodeBuilder(
            code: self,
            attributes: attributes,
            confirmed: confirmed,
            parameters: parameters,
            semantics: program.semantics
        )
        let root = builder.add(program.root)
        guard builder.code.instructions[Int(root)].operation != .undecided else { return nil }
        self = builder.code
        return Program(root: root)
    }
}
