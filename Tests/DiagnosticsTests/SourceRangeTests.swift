import Diagnostics
import Testing

@Suite("Source ranges")
struct SourceRangeTests {
    @Test("an end before the start is taken as the start")
    func reversed() {
        #expect(SourceRange(5, 2) == SourceRange(5, 5))
    }

    @Test("a union holds both, whichever comes first")
    func union() {
        #expect(SourceRange(3, 5).union(SourceRange(8, 9)) == SourceRange(3, 9))
        #expect(SourceRange(8, 9).union(SourceRange(3, 5)) == SourceRange(3, 9))
    }
}
