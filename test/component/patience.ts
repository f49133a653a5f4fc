// How long a component test waits for what it expects: a slow machine is no failure.
import { configure } from '@testing-library/react';

configure({ asyncUtilTimeout: 20_000 });
