import Diagnostics

/// A node of a compiled expression: names are slot numbers, functions are their definitions.
indirect enum ProgramNode: Sendable {
    case value(ExpressionValue)
    case authoritativeNull
    case ignore
    case attribute(Int)
    case confirmed(Int)
    case count(Int)
    case parameter(Int)
    case negate(ProgramNode, SourceRange)
    case binary(BinaryOperator, ProgramNode, ProgramNode, SourceRange)
    case choose(ProgramNode, ProgramNode, ProgramNode, SourceRange)
    case `switch`([(ProgramNode, ProgramNode)], SourceRange)
    case fail(ProgramNode, SourceRange)
    case call(FunctionDefinition, [ProgramNode], SourceRange)
}
