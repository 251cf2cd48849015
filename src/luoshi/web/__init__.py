"""The pages people use. Draws what the floors below decide; decides and writes nothing itself."""
