/// The functions that are part of the language rather than of its library.
enum SpecialForm: Sendable {
    case choose
    case `switch`
    case fail
    case confirmed
    case count
    case select
    case filter
    case with
}
